//! How much the simulator takes and keeps, so that it may run for days. README.md states each figure, and a test holds
//! it to them.

/// The most bytes of a form: Yeastar's largest upload and the form around it.
pub const FORM_BYTES: usize = 134_217_728;
/// The most bytes of any other body.
pub const BODY_BYTES: usize = 16_777_216;
/// The most bytes of one upload to Yeastar, all its files together: its page's 100 MB.
pub const UPLOAD_BYTES: usize = 104_857_600;

/// Of a file longer than this the record keeps the beginning.
pub const FILE_HEAD: usize = 65_536;
/// Of the texts and files of one request the record keeps this many bytes.
pub const RECORD_BYTES: usize = 2_097_152;
/// The record holds so many requests; the oldest gives way.
pub const RECORDS: usize = 25_000;
/// The record holds so many bytes of all requests together; the oldest give way.
pub const RECORDS_BYTES: usize = 33_554_432;

/// The most faults that wait at once.
pub const FAULTS: usize = 10_000;
/// The most bytes that they have together, as JSON.
pub const FAULTS_BYTES: usize = 16_777_216;

/// A provider remembers so many conversations, sessions or files, and so many pairs of tokens; the oldest gives way.
pub const REMEMBERED: usize = 20_000;
