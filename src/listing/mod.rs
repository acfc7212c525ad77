//! What a provider lists on request: templates, stickers, chats; and checking a content against a listed
//! template before it is sent.

mod chat;
mod check;
mod mask;
mod query;
mod sticker;
mod template;

pub use chat::Chat;
pub use check::validate_template;
pub use mask::{Mask, Masked};
pub use query::{ChatQuery, TemplateQuery, Upload};
pub use sticker::Sticker;
pub use template::{Component, ComponentKind, ListedButton, ParameterFormat, Template};
