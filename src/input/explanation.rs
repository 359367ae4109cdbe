//! Walks a value beside its schema to the first thing that does not fit.

use serde_json::{Map, Value};

use crate::calendar::{Day, Month};
use crate::error::Error;
use crate::money::{Currency, Rate, parse_decimal};

const SHOWN_CHARS: usize = 60;

pub(super) struct Explanation<'s> {
    name: &'s str,
    root: &'s Value,
}

impl<'s> Explanation<'s> {
    pub(super) fn new(name: &'s str, root: &'s Value) -> Explanation<'s> {
        Explanation { name, root }
    }

    /// The first misfit; `None` where the value fits its schema.
    pub(super) fn of(&self, input: &Value) -> Option<Error> {
        self.misfit(self.root, input, "")
    }

    fn misfit(&self, schema: &Value, value: &Value, at: &str) -> Option<Error> {
        let schema = schema.as_object()?;
        let referred = schema.get("$ref").and_then(Value::as_str).and_then(|name| self.resolved(name));
        referred
            .and_then(|referred| self.misfit(referred, value, at))
            .or_else(|| self.misfit_of_choice(schema, value, at))
            .or_else(|| self.misfit_of_type(schema, value, at))
            .or_else(|| self.misfit_of_members(schema, value, at))
            .or_else(|| self.misfit_of_elements(schema, value, at))
            .or_else(|| misfit_of_text(schema, value, at))
    }

    fn resolved(&self, name: &str) -> Option<&'s Value> {
        self.root.pointer(name.strip_prefix('#')?)
    }

    /// One of several: told by the choice that a fixed word (`kind`) points to, else by the last one.
    fn misfit_of_choice(&self, schema: &Map<String, Value>, value: &Value, at: &str) -> Option<Error> {
        let all = ["anyOf", "oneOf"].iter().find_map(|word| schema.get(*word)?.as_array())?;
        // That a field may also be absent says nothing about a value that is there.
        let is_absence = |choice: &&Value| choice.get("type").is_some_and(|name| name == "null");
        let choices: Vec<&Value> =
            all.iter().filter(|choice| value.is_null() || !is_absence(choice)).collect();
        let misfits: Vec<Option<Error>> =
            choices.iter().map(|choice| self.misfit(choice, value, at)).collect();
        if misfits.iter().any(Option::is_none) {
            return None;
        }
        if let Some((tag, words)) = tag_of(&choices) {
            let given = value.get(&tag).unwrap_or(&Value::Null);
            return match words.iter().position(|word| word == given) {
                Some(index) => misfits.into_iter().nth(index).flatten(),
                None if value.is_object() => Some(self.refuse(given, &member(at, &tag), &listed(&words))),
                None => Some(self.refuse(value, at, "object")),
            };
        }
        let words: Vec<Value> = choices.iter().copied().flat_map(words_of).collect();
        match words.is_empty() {
            true => misfits.into_iter().next_back().flatten(),
            false => Some(self.refuse(value, at, &listed(&words))),
        }
    }

    fn misfit_of_type(&self, schema: &Map<String, Value>, value: &Value, at: &str) -> Option<Error> {
        let words = words_of_map(schema);
        if !words.is_empty() && !words.contains(value) {
            return Some(self.refuse(value, at, &listed(&words)));
        }
        let types: Vec<&str> = match schema.get("type")? {
            Value::String(one) => vec![one],
            several => several.as_array()?.iter().filter_map(Value::as_str).collect(),
        };
        let bound = |name: &str| schema.get(name).and_then(Value::as_i64);
        let in_bounds = value.as_i64().is_none_or(|number| {
            bound("minimum").is_none_or(|least| number >= least)
                && bound("maximum").is_none_or(|most| number <= most)
        });
        if types.iter().any(|name| is_of_type(value, name)) && in_bounds {
            return None;
        }
        Some(self.refuse(value, at, &types.join(" | ")))
    }

    fn misfit_of_members(&self, schema: &Map<String, Value>, value: &Value, at: &str) -> Option<Error> {
        let fields = value.as_object()?;
        let none = Map::new();
        let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            let name = name.as_str().unwrap_or_default();
            if let (false, Some(member_schema)) = (fields.contains_key(name), known.get(name)) {
                let expected = self.wanted(member_schema);
                return Some(self.refuse(&Value::Null, &member(at, name), &expected));
            }
        }
        let others = schema.get("additionalProperties");
        fields.iter().find_map(|(name, field)| match (known.get(name), others) {
            (Some(member_schema), _) => self.misfit(member_schema, field, &member(at, name)),
            (None, Some(Value::Bool(false))) => {
                let names: Vec<&str> = known.keys().map(String::as_str).collect();
                Some(self.refuse(&Value::from(name.as_str()), at, &names.join(" | ")))
            }
            (None, Some(other_schema)) => self.misfit(other_schema, field, &member(at, name)),
            (None, None) => None,
        })
    }

    fn misfit_of_elements(&self, schema: &Map<String, Value>, value: &Value, at: &str) -> Option<Error> {
        let element_schema = schema.get("items")?;
        let mut elements = value.as_array()?.iter().enumerate();
        elements.find_map(|(index, element)| self.misfit(element_schema, element, &format!("{at}[{index}]")))
    }

    /// What a field that is missing takes.
    fn wanted(&self, schema: &Value) -> String {
        let referred = schema.get("$ref").and_then(Value::as_str).and_then(|name| self.resolved(name));
        let schema = referred.unwrap_or(schema);
        let choices = ["anyOf", "oneOf"].iter().find_map(|word| schema.get(*word)?.as_array());
        let mut words: Vec<Value> = choices.into_iter().flatten().flat_map(words_of).collect();
        words.extend(words_of(schema));
        match schema.get("type") {
            _ if !words.is_empty() => listed(&words),
            Some(Value::String(one)) => one.clone(),
            _ => "object".into(),
        }
    }

    fn refuse(&self, value: &Value, at: &str, expected: &str) -> Error {
        Error::InputInvalid {
            command: self.name.into(),
            field: at.into(),
            value: shortened(value),
            expected: expected.into(),
        }
    }
}

/// Text of a form that the schema names: the same readers as the types'.
fn misfit_of_text(schema: &Map<String, Value>, value: &Value, at: &str) -> Option<Error> {
    let text = value.as_str()?;
    let refused = match schema.get("format")?.as_str()? {
        "decimal" => parse_decimal(text).err(),
        "date" => {
            let unreadable = || Error::DateUnreadable { text: text.chars().take(40).collect(), field: None };
            text.parse::<Day>().err().map(|_| unreadable())
        }
        "month" => text.parse::<Month>().err(),
        "currency" => text.parse::<Currency>().err(),
        "rate" => text.parse::<Rate>().err(),
        _ => None,
    };
    refused.map(|error| error.in_field(at))
}

/// The member whose fixed word tells the choices apart, with the word of each.
fn tag_of(choices: &[&Value]) -> Option<(String, Vec<Value>)> {
    let fixed = |choice: &Value, name: &str| choice.pointer(&format!("/properties/{name}/const")).cloned();
    let members = choices.first()?.get("properties")?.as_object()?;
    members.keys().find_map(|name| {
        let words: Option<Vec<Value>> = choices.iter().map(|choice| fixed(choice, name)).collect();
        Some((name.clone(), words?))
    })
}

fn words_of(schema: &Value) -> Vec<Value> {
    schema.as_object().map(words_of_map).unwrap_or_default()
}

/// The words a schema allows, where it lists them.
fn words_of_map(schema: &Map<String, Value>) -> Vec<Value> {
    let listed = schema.get("enum").and_then(Value::as_array).cloned();
    listed.or_else(|| schema.get("const").map(|word| vec![word.clone()])).unwrap_or_default()
}

fn listed(words: &[Value]) -> String {
    words.iter().map(shortened).collect::<Vec<_>>().join(" | ")
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    }
}

fn member(at: &str, name: &str) -> String {
    if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") }
}

/// A text as it is, anything else as JSON; the beginning of what is long.
pub(super) fn shortened(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
