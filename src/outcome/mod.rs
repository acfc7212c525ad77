//! What happened to a message: receipts, errors, and the parts of both.

mod change;
mod error;
mod names;
mod receipt;

pub use change::{Change, ChangeKind};
pub use error::{Details, Error, ErrorCode, Outcome};
pub use receipt::{PartOutcome, PartReceipt, Receipt, Status};
