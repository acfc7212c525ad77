//! The addresses of calls: percent-encoding, and base URLs that a configuration names.

use std::fmt::Write as _;
use std::net::Ipv6Addr;

use crate::text::split_once;
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

/// Why no provider can reach the host of an address, in words that end a sentence; `None` where one may.
#[must_use]
pub fn unreachable(url: &str) -> Option<&'static str> {
    const WORDS: &str =
        "names a host that no provider can reach from outside; give a public address";
    let (_, rest) = split_scheme(url)?;
    let authority = authority(rest);
    let named = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let host = match named.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => named.split(':').next().unwrap_or_default(),
    };
    is_private(host).then_some(WORDS)
}

/// The ends of names that lead nowhere outside a network of one's own.
/// <https://www.iana.org/assignments/special-use-domain-names>
const PRIVATE_NAMES: [&str; 10] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "corp",
    "home",
    "private",
    "home.arpa",
];

fn is_private(host: &str) -> bool {
    if let Ok(address) = host.parse::<Ipv6Addr>() {
        return is_private_v6(address);
    }
    let host = as_ascii(host);
    let host = host.strip_suffix('.').unwrap_or(&host);
    if let Some(address) = ipv4(host) {
        return is_private_v4(address);
    }
    let is_below = |name: &&str| {
        let before = host.strip_suffix(*name);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    !host.contains('.') || PRIVATE_NAMES.iter().any(is_below)
}

/// A host in small letters, as URLs read it: percent-encoding undone, full-width characters as their plain ones.
fn as_ascii(host: &str) -> String {
    let mut plain = String::new();
    let mut rest = host.chars();
    while let Some(character) = rest.next() {
        let encoded = rest.as_str().get(..2);
        let byte = encoded.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (character, byte) {
            ('%', Some(byte)) if byte.is_ascii() => {
                plain.push(char::from(byte).to_ascii_lowercase());
                rest.nth(1);
            }
            ('\u{3002}' | '\u{ff61}', _) => plain.push('.'),
            ('\u{ff01}'..='\u{ff5e}', _) => {
                let code = u32::from(character).saturating_sub(0xFEE0);
                plain.extend(char::from_u32(code).map(|c| c.to_ascii_lowercase()));
            }
            _ => plain.push(character.to_ascii_lowercase()),
        }
    }
    plain
}

/// An IPv4 address as URLs read it: one to four numbers in decimal, octal or hexadecimal, the last of which fills what
/// is left. <https://url.spec.whatwg.org/#concept-ipv4-parser>
fn ipv4(host: &str) -> Option<u32> {
    let mut address: u32 = 0;
    let mut place: u32 = 0;
    let mut parts = host.split('.').peekable();
    while let Some(part) = parts.next() {
        let number = ipv4_part(part)?;
        let bits = if parts.peek().is_some() {
            8
        } else {
            32_u32.checked_sub(place.checked_mul(8)?)?
        };
        if u64::from(number) >= 1_u64.checked_shl(bits)? {
            return None;
        }
        address = u32::try_from(u64::from(address).checked_shl(bits)?).ok()? | number;
        place = place.checked_add(1)?;
    }
    (1..=4).contains(&place).then_some(address)
}

fn ipv4_part(part: &str) -> Option<u32> {
    let (digits, radix) = match part.strip_prefix("0x") {
        Some("") => return Some(0),
        Some(digits) => (digits, 16),
        None if part.len() > 1 && part.starts_with('0') => (part, 8),
        None => (part, 10),
    };
    // A sign is no part of it.
    let is_number = digits.chars().all(|c| c.is_digit(radix));
    u32::from_str_radix(digits, radix)
        .ok()
        .filter(|_| is_number)
}

fn is_private_v4(address: u32) -> bool {
    let [first, second, ..] = address.to_be_bytes();
    match first {
        0 | 10 | 127 | 224.. => true,
        100 => (64..128).contains(&second),
        169 => second == 254,
        172 => (16..32).contains(&second),
        192 => second == 168,
        _ => false,
    }
}

fn is_private_v6(address: Ipv6Addr) -> bool {
    let [first, .., high, low] = address.segments();
    let bits = u128::from(address);
    let embedded = || is_private_v4((u32::from(high) << 16) | u32::from(low));
    match bits >> 32 {
        // Unspecified, loopback, and what is written for an IPv4 address.
        0 => bits <= 1 || embedded(),
        0xFFFF | 0x0064_FF9B_0000_0000_0000_0000 => embedded(),
        // Unique local, link-local, site-local, multicast.
        _ => first & 0xFE00 == 0xFC00 || first & 0xFF80 == 0xFE80 || first >= 0xFF00,
    }
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
/// info, query or fragment. A path prefix is kept, a trailing slash dropped.
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
    Ok(text.trim_end_matches('/').to_owned())
}

fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let (given, rest) = split_once(text, "://")?;
        given.eq_ignore_ascii_case(scheme).then_some((scheme, rest))
    })
}

/// Runtimes take a backslash for a slash.
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
    let port_is_fine = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit())
            && port.parse::<u16>().is_ok_and(|port| port != 0)
    });
    (port_is_fine && is_host(host)).then_some(host)
}

/// Whether a URL takes it as a host: an IPv6 address in brackets, four numbers, or names. A name of digits at
/// the end would make the whole a number, and no host.
fn is_host(host: &str) -> bool {
    if let Some(address) = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
    {
        return address.parse::<Ipv6Addr>().is_ok();
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
    let value: u8 = text.parse().ok()?;
    (value.to_string() == text).then_some(value)
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
        ];
        for text in bad {
            assert!(base(text, false).is_err(), "{text}");
        }
        assert!(base("http://192.168.1.5:8088", true).is_ok());
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

    #[test]
    fn hosts_that_nobody_reaches_from_outside() {
        let private = [
            "http://localhost/a.jpg",
            "https://LOCALHOST./a.jpg",
            "https://app.localhost/a",
            "https://minio:9000/a.jpg",
            "https://user:pass@minio:9000/a.jpg",
            "https://nas.local/a",
            "https://router.lan",
            "https://files.corp.internal/a",
            "https://nas.home.arpa/a",
            "http://127.0.0.1/a",
            "http://127.1/a",
            "http://2130706433/a",
            "http://0x7f000001/a",
            "http://0x7f.1/a",
            "http://0177.0.0.1/a",
            "http://127.0.0.1./a",
            "http://0/a",
            "http://10.1.2.3:8080/a",
            "http://172.16.0.1/a",
            "http://172.31.255.255/a",
            "http://192.168.1.5/a.jpg",
            "http://192.168.261/a",
            "http://169.254.169.254/a",
            "http://100.64.0.1/a",
            "http://[::1]/a",
            "http://[::]/a",
            "http://[fe80::1]/a",
            "http://[febf::1]/a",
            "http://[fd12:3456::1]:8080/a",
            "http://[::ffff:192.168.1.5]/a",
            "http://[::ffff:c0a8:105]/a",
            "http://[::127.0.0.1]/a",
            "http://[64:ff9b::10.0.0.1]/a",
            "https://%6c%6fcalhost/a",
            "https://１２７.0.0.1/a",
            "https://127。0。0。1/a",
        ];
        for url in private {
            assert!(unreachable(url).is_some(), "{url}");
        }
        let public = [
            "https://e.com/a.jpg",
            "https://localhost.example.com/a",
            "https://mylocal.example",
            "https://e.com./a",
            "http://8.8.8.8/a",
            "http://134744072/a",
            "http://172.32.0.1/a",
            "http://192.169.0.1/a",
            "http://100.128.0.1/a",
            "http://169.253.0.1/a",
            "http://[2606:4700::1111]/a",
            "http://[::ffff:8.8.8.8]/a",
            "https://user@e.com:8443/a",
            "https://e.com/localhost",
            "https://10.example.com/a",
            "https://bücher.example/a",
            "https://homelocal.example/",
        ];
        for url in public {
            assert_eq!(unreachable(url), None, "{url}");
        }
    }
}
