//! The order in which a paper is read: tags around every text, as a tree for readers that speak or reflow.
//!
//! What is drawn within an element belongs to it; a text outside of any becomes a paragraph, and texts on one baseline
//! one paragraph. Rules and pictures say nothing and are not tagged. Source: ISO 32000-1 §14.7.

use lopdf::{Document, Object, ObjectId, dictionary};

use super::ink::Length;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Heading,
    Paragraph,
    Table,
    Row,
    Head,
    Cell,
}

impl Tag {
    fn name(self) -> &'static str {
        match self {
            Tag::Heading => "H1",
            Tag::Paragraph => "P",
            Tag::Table => "Table",
            Tag::Row => "TR",
            Tag::Head => "TH",
            Tag::Cell => "TD",
        }
    }

    /// Whether text may stand in it.
    fn holds_text(self) -> bool {
        !matches!(self, Tag::Table | Tag::Row)
    }
}

#[derive(Debug)]
enum Kid {
    Text { page: usize, mark: i64 },
    Element(usize),
}

#[derive(Debug)]
struct Element {
    tag: Tag,
    parent: Option<usize>,
    kids: Vec<Kid>,
}

/// Elements in the order they were begun.
#[derive(Debug, Default)]
pub struct Tree {
    elements: Vec<Element>,
    open: Vec<usize>,
    /// How many marks each page has.
    marks: Vec<i64>,
    /// The page and baseline of the last paragraph outside of any element.
    line: Option<(usize, Length, usize)>,
}

impl Tree {
    pub fn begin(&mut self, tag: Tag) {
        let parent = self.open.last().copied();
        let index = self.elements.len();
        self.elements.push(Element { tag, parent, kids: Vec::new() });
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.kids.push(Kid::Element(index));
        }
        self.open.push(index);
    }

    pub fn end(&mut self) {
        self.open.pop();
        self.line = None;
    }

    /// The mark of a text about to be drawn, and the name of its tag.
    pub fn mark(&mut self, page: usize, baseline: Length) -> (&'static str, i64) {
        let within = self.open.last().copied();
        let fits = |index: &usize| self.elements.get(*index).is_some_and(|element| element.tag.holds_text());
        let index = match (within.filter(fits), self.line) {
            (Some(index), _) => index,
            (None, Some((last_page, last, index)))
                if within.is_none() && (last_page, last) == (page, baseline) =>
            {
                index
            }
            (None, _) => {
                let index = self.elements.len();
                self.begin(Tag::Paragraph);
                self.open.pop();
                index
            }
        };
        if within.is_none() {
            self.line = Some((page, baseline, index));
        }
        if self.marks.len() <= page {
            self.marks.resize(page + 1, 0);
        }
        let mark = self.marks[page];
        self.marks[page] += 1;
        let element = &mut self.elements[index];
        element.kids.push(Kid::Text { page, mark });
        (element.tag.name(), mark)
    }

    /// Adds the tree to a document with these pages; returns its root.
    pub fn write(&self, document: &mut Document, pages: &[ObjectId]) -> ObjectId {
        let root = document.new_object_id();
        let whole = document.new_object_id();
        let ids: Vec<ObjectId> = self.elements.iter().map(|_| document.new_object_id()).collect();
        let mut parents: Vec<Vec<Object>> =
            self.marks.iter().map(|count| vec![Object::Null; usize::try_from(*count).unwrap_or(0)]).collect();
        for (element, id) in self.elements.iter().zip(&ids) {
            let home = element.kids.iter().find_map(|kid| match kid {
                Kid::Text { page, .. } => Some(*page),
                Kid::Element(_) => None,
            });
            let mut kids = Vec::with_capacity(element.kids.len());
            for kid in &element.kids {
                kids.push(match kid {
                    Kid::Element(index) => Object::Reference(ids[*index]),
                    Kid::Text { page, mark } => {
                        if let Some(slot) = parents
                            .get_mut(*page)
                            .and_then(|page| page.get_mut(usize::try_from(*mark).unwrap_or(0)))
                        {
                            *slot = Object::Reference(*id);
                        }
                        match Some(*page) == home {
                            true => Object::Integer(*mark),
                            false => Object::Dictionary(dictionary! {
                                "Type" => "MCR", "Pg" => pages[*page], "MCID" => *mark,
                            }),
                        }
                    }
                });
            }
            let kids = match (kids.pop(), kids.is_empty()) {
                (Some(only), true) => only,
                (last, _) => Object::Array(kids.into_iter().chain(last).collect()),
            };
            let parent = element.parent.map_or(whole, |parent| ids[parent]);
            let mut structure = dictionary! { "S" => element.tag.name(), "P" => parent, "K" => kids };
            if let Some(page) = home {
                structure.set("Pg", pages[page]);
            }
            document.set_object(*id, structure);
        }
        let top = self.elements.iter().zip(&ids).filter(|(element, _)| element.parent.is_none());
        let top: Vec<Object> = top.map(|(_, id)| Object::Reference(*id)).collect();
        document.set_object(whole, dictionary! { "S" => "Document", "P" => root, "K" => top });
        let numbers =
            (0_i64..).zip(parents).flat_map(|(page, marks)| [Object::Integer(page), Object::Array(marks)]);
        let tree = dictionary! { "Nums" => numbers.collect::<Vec<_>>() };
        document.set_object(
            root,
            dictionary! { "Type" => "StructTreeRoot", "K" => whole, "ParentTree" => Object::Dictionary(tree) },
        );
        root
    }
}
