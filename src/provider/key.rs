//! One text for every spelling of one recipient.

use super::Entry;
use super::registry::check_recipient;
use crate::json::Json;
use crate::message::{Content, Message, Recipient, Text};
use crate::outcome::Error;
use crate::problem::Problems;
use crate::rules::phone_digits;

/// What a recipient is known by: the conversation, where one is named, since the message goes there; else the
/// number or the id. Spellings of one number are one; a number's national variants are not, as Brazil's with and
/// without its ninth digit.
///
/// ```
/// use sessage::json::Json;
/// use sessage::provider::{by_name, recipient_key};
///
/// let connectly = by_name("connectly").unwrap();
/// let key = |to: &str| recipient_key(&Json::from(to), connectly);
/// assert_eq!(key("+852 5687-2847").unwrap(), key("+85256872847").unwrap());
/// assert_eq!(key("nobody").unwrap_err().problems[0].path, "/to");
/// ```
///
/// # Errors
/// `invalid_message` for what is no recipient. One that this provider cannot carry has a key.
pub fn recipient_key(to: &Json, entry: &Entry) -> Result<String, Error> {
    let mut problems = Problems::within("/to");
    let recipient = Recipient::read(to, "/to", &mut problems).unwrap_or_default();
    let message = Message::new(recipient, Content::Text(Text::default()));
    check_recipient(&message, entry, &mut problems);
    let problems = super::point_at(Some(to), problems);
    if !problems.only_unsupported() {
        let provider = entry.capabilities.provider;
        return Err(Error::no_recipient(provider, problems.into_vec()));
    }
    Ok(match &message.to {
        Recipient::Conversation { id, .. } => ["c", id].concat(),
        Recipient::Phone(phone) => match phone_digits(phone) {
            Some(digits) => ["p+", &digits].concat(),
            // A number without its country, as a PBX takes it.
            None => ["p", &dialled(phone)].concat(),
        },
        Recipient::Bsuid(bsuid) => ["b", bsuid].concat(),
    })
}

/// What of a number is dialled.
fn dialled(phone: &str) -> String {
    let is_dialled = |character: &char| matches!(character, '0'..='9' | '+' | '*' | '#');
    phone.chars().filter(is_dialled).collect()
}
