//! Addresses that no provider can reach: it fetches files over the internet, not in the caller's network.

use crate::text::{number, percent};
use crate::url;

/// Why no provider can reach the host of an address, in words that end a sentence; `None` where one may.
#[must_use]
pub fn unreachable(url: &str) -> Option<&'static str> {
    const WORDS: &str =
        "names a host that no provider can reach from outside; give a public address";
    let named = url::host(url)?;
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
    if let Some(groups) = url::ipv6(host) {
        return is_private_v6(groups);
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
    // What ends in a number is an address, and this is none that there is.
    let ends_in_number = host
        .rsplit('.')
        .next()
        .is_some_and(|last| ipv4_part(last).is_some());
    !host.contains('.') || ends_in_number || PRIVATE_NAMES.iter().any(is_below)
}

/// A host in small letters, as URLs read it: percent-encoding undone, full-width characters as their plain ones.
fn as_ascii(host: &str) -> String {
    let mut plain = String::new();
    let mut rest = host.chars();
    loop {
        let encoded = percent(rest.as_str().as_bytes()).filter(u8::is_ascii);
        let Some(character) = rest.next() else {
            return plain;
        };
        let character = match (encoded, character) {
            (Some(encoded), _) => {
                rest.nth(1);
                char::from(encoded)
            }
            (None, '\u{3002}' | '\u{ff61}') => '.',
            (None, '\u{ff01}'..='\u{ff5e}') => {
                let code = u32::from(character).saturating_sub(0xFEE0);
                char::from_u32(code).unwrap_or(character)
            }
            _ => character,
        };
        plain.push(character.to_ascii_lowercase());
    }
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
    number(digits.as_bytes(), radix)
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

fn is_private_v6(groups: [u16; 8]) -> bool {
    let [first, .., high, low] = groups;
    let embedded = || is_private_v4((u32::from(high) << 16) | u32::from(low));
    match groups {
        // Unspecified and loopback, which read as 0.0.0.0 and 0.0.0.1, and what is written for an IPv4 address.
        [0, 0, 0, 0, 0, 0 | 0xFFFF, ..] | [0x64, 0xFF9B, 0, 0, 0, 0, ..] => embedded(),
        // Unique local, link-local, site-local, multicast.
        _ => first & 0xFE00 == 0xFC00 || first & 0xFF80 == 0xFE80 || first >= 0xFF00,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            "https://256.1.1.1/a",
            "https://1.2.3.4.5/a",
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
