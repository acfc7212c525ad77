//! The addresses of calls: percent-encoding, and base URLs that a configuration names.

use std::fmt::Write as _;

use crate::text::{number, percent, split_once};
use crate::unseen;

/// Percent-encodes a path part or a query value: all but RFC 3986's unreserved characters.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Whether an id can stand as one part of a path: not blank, and no part that means another folder.
#[must_use]
pub fn is_path_part(id: &str) -> bool {
    !unseen::is_blank(id) && !matches!(id.trim(), "." | "..")
}

/// Whether the text is an absolute `http:` or `https:` URL with a host and no space or control character.
#[must_use]
pub fn is_web_url(text: &str) -> bool {
    split_scheme(text).is_some_and(|(_, rest)| {
        let authority = authority(rest);
        !authority.is_empty()
            && !authority.starts_with(':')
            && !authority.ends_with('@')
            && is_clean(text)
    })
}

/// The host of a URL, for messages that must not show the rest.
#[must_use]
pub fn host(url: &str) -> Option<&str> {
    let (_, rest) = split_scheme(url)?;
    let authority = authority(rest);
    Some(
        authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host),
    )
}

/// Reads a base URL: `https`, or `http` where the host is loopback or `allow_insecure` is set; no user
/// info, query or fragment. A path prefix is kept, trailing slashes are dropped; what a URL's reader would change in it,
/// such as `..`, is refused, since another path would then be called than the one that was checked.
///
/// # Errors
/// Why the text is no base URL, in words for the caller; the text itself is not repeated.
pub fn base(text: &str, allow_insecure: bool) -> Result<String, &'static str> {
    let Some((scheme, rest)) = split_scheme(text) else {
        return Err("must be an absolute https: URL");
    };
    if !is_clean(text) {
        return Err("must not hold spaces, backslashes or control characters");
    }
    if text.contains(['?', '#']) {
        return Err("must not have a query or a fragment");
    }
    let authority = authority(rest);
    if authority.contains('@') {
        return Err("must not hold user info");
    }
    let Some(host) = host_of(authority) else {
        return Err("must name a host, and a port between 1 and 65535 if any");
    };
    if scheme == "http" && !allow_insecure && !is_loopback(host) {
        return Err("must be https: plain http: is for loopback hosts, or with allowInsecure");
    }
    // The host is the first of these.
    let mut segments = rest.trim_end_matches('/').split('/').skip(1);
    if !segments.all(is_plain_segment) {
        return Err(
            "must have a plain path: no empty part, no `.` or `..`, and all else percent-encoded",
        );
    }
    Ok(text.trim_end_matches('/').to_owned())
}

/// Whether a part of a path stays as it is where a URL is read: RFC 3986's characters and brackets, and not a name for
/// this folder or the one above it, in any spelling.
fn is_plain_segment(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    let mut dots: usize = 0;
    let mut is_name = false;
    while let Some((byte, after)) = rest.split_first() {
        let encoded = percent(rest);
        rest = match encoded {
            Some(_) => rest.get(3..).unwrap_or_default(),
            None => after,
        };
        match (encoded, byte) {
            (Some(b'.'), _) | (None, b'.') => dots = dots.saturating_add(1),
            (Some(_), _) => is_name = true,
            (None, byte)
                if byte.is_ascii_alphanumeric() || b"-_~!$&'()*+,;=:@[]".contains(byte) =>
            {
                is_name = true;
            }
            _ => return false,
        }
    }
    is_name || dots > 2
}

/// A web address's scheme, and what stands behind `://`.
fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let (given, rest) = split_once(text, "://")?;
        given.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
    })
}

/// What stands before the path. Runtimes take a backslash for a slash.
fn authority(rest: &str) -> &str {
    rest.split(['/', '\\', '?', '#']).next().unwrap_or_default()
}

fn is_clean(text: &str) -> bool {
    !text
        .chars()
        .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '<' | '>' | '"'))
}

fn host_of(authority: &str) -> Option<&str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let is_port = |port: &str| matches!(number(port.as_bytes(), 10), Some(1..=65_535));
    let port_is_fine = port.is_none_or(is_port);
    (port_is_fine && is_host(host)).then_some(host)
}

/// Whether a URL takes it as a host: an IPv6 address in brackets, four numbers, or names. A name of digits at
/// the end would make the whole a number, and no host.
fn is_host(host: &str) -> bool {
    if let Some(address) = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        return ipv6(address).is_some();
    }
    // What of other scripts is a name is the runtime's to judge: its tables are 2 KB of wasm.
    let is_name_part =
        |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let mut labels = host.split('.');
    let is_named = labels.all(|label| !label.is_empty() && label.chars().all(is_name_part));
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    is_named && (!is_number || host.split('.').filter_map(octet).count() == 4)
}

fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let octets: Vec<Option<u8>> = host.split('.').map(octet).collect();
    host == "[::1]"
        || host == "localhost"
        || host.ends_with(".localhost")
        || matches!(octets.as_slice(), [Some(127), Some(_), Some(_), Some(_)])
}

/// One part of an IPv4 address in its plain form: `0127` is octal to a URL, and another host.
fn octet(text: &str) -> Option<u8> {
    let is_plain = text == "0" || !text.starts_with('0');
    let number = number(text.as_bytes(), 10).filter(|_| is_plain)?;
    u8::try_from(number).ok()
}

/// The groups of an IPv6 address. The standard library's reader, which brings one for IPv4 along, is 3 KB of wasm.
pub(crate) fn ipv6(text: &str) -> Option<[u16; 8]> {
    let Some((before, after)) = split_once(text, "::") else {
        return groups(text, true)?.try_into().ok();
    };
    let (mut address, after) = (groups(before, false)?, groups(after, true)?);
    // The two colons stand for one group or more.
    let given = address.len().saturating_add(after.len());
    let zeros = 8_usize.checked_sub(given).filter(|zeros| *zeros > 0)?;
    address.extend(std::iter::repeat_n(0, zeros));
    address.extend(after);
    address.try_into().ok()
}

/// Groups with a colon between them; the last two of an address may be written as IPv4.
fn groups(text: &str, is_end: bool) -> Option<Vec<u16>> {
    let mut groups = Vec::new();
    let mut parts = text.split(':').peekable();
    while let Some(part) = parts.next().filter(|_| !text.is_empty()) {
        if is_end && parts.peek().is_none() && part.contains('.') {
            let octets: Option<Vec<u8>> = part.split('.').map(octet).collect();
            let octets: [u8; 4] = octets?.try_into().ok()?;
            let [first, second, third, fourth] = octets;
            groups.push(u16::from_be_bytes([first, second]));
            groups.push(u16::from_be_bytes([third, fourth]));
        } else {
            let group = number(part.as_bytes(), 16).filter(|_| part.len() <= 4)?;
            groups.push(u16::try_from(group).ok()?);
        }
    }
    Some(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_parts_are_percent_encoded() {
        assert_eq!(encode("a/b?c d.é~"), "a%2Fb%3Fc%20d.%C3%A9~");
    }

    #[test]
    fn base_urls() {
        let good = [
            ("https://a.example", "https://a.example"),
            ("https://a.example/x/y/", "https://a.example/x/y"),
            ("https://a.example/", "https://a.example"),
            (
                "https://a.example/~x.y/%C3%A9/...",
                "https://a.example/~x.y/%C3%A9/...",
            ),
            ("https://a.example:8088", "https://a.example:8088"),
            (
                "http://localhost:8787/islash/",
                "http://localhost:8787/islash",
            ),
            ("http://127.0.0.1", "http://127.0.0.1"),
            ("http://[::1]:80", "http://[::1]:80"),
        ];
        for (text, read) in good {
            assert_eq!(base(text, false).as_deref(), Ok(read), "{text}");
        }
        let bad = [
            "",
            "a.example",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://a.example",
            "https://",
            "https:///x",
            "https://user:pass@a.example",
            "https://a.example/?q=1",
            "https://a.example/#f",
            "https://a.example:0",
            "https://a.example:99999",
            "https://a b.example",
            "https://a.example\r\nX: y",
            "https://a.example\\@b",
            "http://a.example",
            "http://127.evil.example",
            "http://127.0.0.1.evil.example",
            "http://0127.0.0.1",
            "http://+127.0.0.1",
            "https://a.example:+80",
            "https://[zz]",
            "https://a^b.example",
            "https://1.2.3.4.5",
            "https://256.1.1.1",
            "https://a..example",
            "https://a.example/..",
            "https://a.example/x/../y",
            "https://a.example/x/./y/",
            "https://a.example/x/.",
            "https://a.example/%2e%2E/y",
            "https://a.example/.%2e",
            "https://a.example/%2e",
            "https://a.example/x\\..\\y",
            "https://a.example//x",
            "https://a.example/x//y",
            "https://a.example/%zz",
            "https://a.example/%2",
            "https://a.example/é",
            "https://a.example/{x}",
            "https://a.example/x|y",
            "https://a.example/`",
        ];
        for text in bad {
            assert!(base(text, false).is_err(), "{text}");
        }
        assert!(base("http://192.168.1.5:8088", true).is_ok());
    }

    #[test]
    fn ipv6_is_read_as_the_standard_library_reads_it() {
        let texts = [
            "::",
            "::1",
            "1::",
            "fe80::1",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1:2:3::5:6:7:8",
            "::ffff:192.168.1.5",
            "1:2:3:4:5:6:1.2.3.4",
            "64:ff9b::10.0.0.1",
            "1.2.3.4::",
            "1.2.3.4",
            "1:2:3:4:5:6:7:8::",
            "::1:2:3:4:5:6:7:8",
            "1:2:3:4::5:6:7:8",
            "1:2:3:4:5:6:7:1.2.3.4",
            "1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:8:9",
            "1::2::3",
            "1:::2",
            ":1",
            "1:",
            "::1.2.3",
            "::1.2.3.256",
            "::1.2.3.04",
            "::1.2.3.4.5",
            "::1.2.3.4:5",
            "::12345",
            "::+1",
            "::g",
            "zz",
            ":",
            "",
        ];
        for text in texts {
            let known = text.parse::<std::net::Ipv6Addr>().ok();
            assert_eq!(ipv6(text), known.map(|known| known.segments()), "{text}");
        }
    }

    #[test]
    fn web_urls() {
        for text in ["https://e.com/a.jpg", "http://e.com?x=1", "HTTPS://E.com/ü"] {
            assert!(is_web_url(text), "{text}");
        }
        for text in [
            "",
            "e.com/a.jpg",
            "data:x",
            "https://",
            "https:// e.com",
            "https://e.com/a b",
        ] {
            assert!(!is_web_url(text), "{text}");
        }
    }
}
