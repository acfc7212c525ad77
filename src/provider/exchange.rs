//! The calls that one send takes, as a state machine without I/O.

use super::{Answer, Failure, Memory, Request};
use crate::listing::{Chat, ChatQuery, Mask, Masked, Sticker, Template, TemplateQuery, Upload};
use crate::message::{Message, UploadedFile};
use crate::outcome::Status;

/// What is asked of a provider.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "made once for a send, which is what most tasks are"
)]
pub enum Task {
    /// To send a message, which has no errors.
    Send(Message),
    /// To keep a file.
    Upload(Upload),
    /// To list templates.
    Templates(TemplateQuery),
    /// To list stickers.
    Stickers,
    /// To search chats.
    Chats(ChatQuery),
}

/// The calls of one task. Its driver sends what [`Step::Call`] gives and hands the answer in, until the
/// machine says that the task is done or failed.
///
/// A failure moves nothing: the driver may repeat the request and hand in the new answer.
pub trait Exchange {
    /// The first call, or the next one after others may have changed `memory`.
    fn begin(&mut self, memory: &mut Memory, now: i64) -> Step;

    /// What follows the answer to the last call.
    fn answer(&mut self, answer: &Answer, memory: &mut Memory, now: i64) -> Step;
}

/// A task that takes one call.
pub struct OneCall {
    /// The call, or why there is none.
    pub request: Result<Request, Failure>,
    /// Reads its answer.
    pub read: fn(&Answer) -> Step,
}

impl Exchange for OneCall {
    fn begin(&mut self, _memory: &mut Memory, _now: i64) -> Step {
        self.request.clone().map_or_else(Step::Failed, Step::Call)
    }

    fn answer(&mut self, answer: &Answer, _memory: &mut Memory, _now: i64) -> Step {
        (self.read)(answer)
    }
}

/// What comes next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// This call.
    Call(Request),
    /// The tokens that the caller's store has, put into the memory; then [`Exchange::begin`] again.
    Recall,
    /// Nothing: the provider has the message.
    Sent(Sent),
    /// Nothing: the provider gave what it was asked for.
    Found(Found),
    /// Nothing: the last call failed.
    Failed(Failure),
}

/// What a provider was asked for and gave.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// The file that it keeps.
    File(UploadedFile),
    /// Its templates.
    Templates(Vec<Template>),
    /// Its stickers.
    Stickers(Vec<Sticker>),
    /// Its chats.
    Chats(Vec<Chat>),
}

impl Masked for Found {
    fn mask(&mut self, mask: Mask<'_>) {
        match self {
            Self::File(file) => file.mask(mask),
            Self::Templates(templates) => templates.mask(mask),
            Self::Stickers(stickers) => stickers.mask(mask),
            Self::Chats(chats) => chats.mask(mask),
        }
    }
}

/// What a provider says of a message that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id of the message.
    pub message_id: String,
    /// The channel's id of the message.
    pub channel_message_id: Option<String>,
    /// The conversation.
    pub conversation_id: Option<String>,
    /// How far the message has come.
    pub status: Status,
    /// When it was sent, in epoch milliseconds.
    pub sent_at: Option<i64>,
}
