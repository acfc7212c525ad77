//! Masking secrets that a provider echoed in what it lists.

use super::{Chat, Component, ListedButton, Sticker, Template};
use crate::json::Json;
use crate::message::UploadedFile;

/// Writes a text without the secrets in it.
pub type Mask<'a> = &'a dyn Fn(&str) -> String;

/// What a provider gave, whose texts may hold a secret.
pub trait Masked {
    /// Masks every text.
    fn mask(&mut self, mask: Mask<'_>);
}

fn each<'a>(texts: impl IntoIterator<Item = &'a mut Option<String>>, mask: Mask<'_>) {
    for text in texts.into_iter().flatten() {
        *text = mask(text);
    }
}

fn whole(value: &mut Json, mask: Mask<'_>) {
    let given = std::mem::replace(value, Json::Null);
    *value = crate::secret::mask_json(given, mask);
}

impl<T: Masked> Masked for Vec<T> {
    fn mask(&mut self, mask: Mask<'_>) {
        for item in self {
            item.mask(mask);
        }
    }
}

impl Masked for String {
    fn mask(&mut self, mask: Mask<'_>) {
        *self = mask(self);
    }
}

impl Masked for UploadedFile {
    fn mask(&mut self, mask: Mask<'_>) {
        self.uri.mask(mask);
        each([&mut self.id, &mut self.name, &mut self.content_type], mask);
    }
}

impl Masked for Template {
    fn mask(&mut self, mask: Mask<'_>) {
        self.name.mask(mask);
        let ids = [&mut self.id, &mut self.template_id, &mut self.channel_id];
        each(ids, mask);
        let words = [&mut self.language, &mut self.category, &mut self.status];
        each(words, mask);
        self.components.mask(mask);
        whole(&mut self.raw, mask);
    }
}

impl Masked for Component {
    fn mask(&mut self, mask: Mask<'_>) {
        each([&mut self.format, &mut self.text], mask);
        self.parameters.mask(mask);
        self.buttons.mask(mask);
    }
}

impl Masked for ListedButton {
    fn mask(&mut self, mask: Mask<'_>) {
        self.kind.mask(mask);
        each([&mut self.text, &mut self.url], mask);
        self.parameters.mask(mask);
    }
}

impl Masked for Sticker {
    fn mask(&mut self, mask: Mask<'_>) {
        self.id.mask(mask);
        each([&mut self.name, &mut self.content_type], mask);
        whole(&mut self.raw, mask);
    }
}

impl Masked for Chat {
    fn mask(&mut self, mask: Mask<'_>) {
        self.id.mask(mask);
        let texts = [&mut self.title, &mut self.phone, &mut self.channel];
        each(texts, mask);
        each([&mut self.account], mask);
        whole(&mut self.raw, mask);
    }
}
