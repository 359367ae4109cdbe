//! The language of a paper, and whether the names of another stand beside its own.

use std::fmt;

use crate::calendar::Day;
use crate::language::{Language, Words};

/// A language, or Chinese with English names beside its own. Sentences, days and amounts are in the first.
#[derive(Clone, Copy)]
pub struct Speech {
    main: Language,
    both: bool,
}

impl Speech {
    pub fn new(main: Language, beside: Option<Language>) -> Speech {
        Speech { main, both: main == Language::ZhCn && beside == Some(Language::En) }
    }

    pub fn words(self) -> &'static Words {
        if self.both { Words::both() } else { self.main.words() }
    }

    pub fn day_in_prose(self, on: Day) -> String {
        self.main.day_in_prose(on)
    }

    pub fn main(self) -> Language {
        self.main
    }

    pub fn is_both(self) -> bool {
        self.both
    }
}

impl From<Speech> for Language {
    fn from(speech: Speech) -> Language {
        speech.main
    }
}

impl PartialEq<Language> for Speech {
    fn eq(&self, language: &Language) -> bool {
        self.main == *language
    }
}

impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.main.fmt(f)
    }
}
