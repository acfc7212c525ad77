//! One typed session message, validated before it leaves, sent to WhatsApp-style providers.
