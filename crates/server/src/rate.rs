//! How many requests one client may make: a bucket of tokens for each, refilled as time passes.
//!
//! A client is an IPv4 address or an IPv6 network of 64 bits, which is what one customer gets. The table is bounded: when it is
//! full of clients that still owe, new ones share the strictest treatment rather than grow it.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// In which a client may use up its requests.
pub const WINDOW: Duration = Duration::from_secs(60);

/// Clients that are remembered; those whose buckets are full again are forgotten first.
pub const MAX_CLIENTS: usize = 65_536;

/// An address, or a network as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no address and no network such as 10.0.0.0/8.");
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| wrong())?;
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { address, bits })
    }
}

impl Network {
    /// Whether `address` is in it.
    pub fn holds(&self, address: IpAddr) -> bool {
        fn same(one: &[u8], other: &[u8], bits: u8) -> bool {
            let (whole, rest) = (usize::from(bits / 8), bits % 8);
            let mask = !(0xff_u8.checked_shr(u32::from(rest)).unwrap_or(0));
            one.get(..whole) == other.get(..whole)
                && (rest == 0
                    || one
                        .get(whole)
                        .zip(other.get(whole))
                        .is_some_and(|(one, other)| one & mask == other & mask))
        }
        match (self.address, plain(address)) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same(&own.octets(), &other.octets(), self.bits),
            (IpAddr::V6(own), IpAddr::V6(other)) => same(&own.octets(), &other.octets(), self.bits),
            _ => false,
        }
    }
}

/// An IPv4 address that came as `::ffff:1.2.3.4` as what it is.
fn plain(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(six) => six.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Who asks: the peer or, where the peer is a proxy that is trusted, whom the proxies name. Of the list in
/// `X-Forwarded-For` only what trusted proxies have added counts, from the right.
pub fn client(peer: IpAddr, forwarded: &[&str], trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.holds(address));
    let mut client = plain(peer);
    let mut named = forwarded
        .iter()
        .flat_map(|header| header.split(','))
        .map(str::trim)
        .rev();
    // `flat_map` over few headers; each step goes one proxy further out.
    while is_trusted(client) {
        match named.next().and_then(|name| name.parse().ok()) {
            Some(next) => client = plain(next),
            None => break,
        }
    }
    client
}

/// What is counted for one client.
fn bucket_of(address: IpAddr) -> IpAddr {
    match plain(address) {
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
        four => four,
    }
}

/// Where a client stands after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether the request may go on.
    pub allowed: bool,
    /// Requests in a window.
    pub limit: u32,
    /// Requests that may follow at once.
    pub remaining: u32,
    /// Seconds until one more may follow, where none remains; else until all may.
    pub reset: u64,
}

impl Standing {
    /// The fields `RateLimit-Policy` and `RateLimit`.
    pub fn headers(&self) -> [(&'static str, String); 2] {
        [
            (
                "ratelimit-policy",
                format!("\"default\";q={};w={}", self.limit, WINDOW.as_secs()),
            ),
            (
                "ratelimit",
                format!("\"default\";r={};t={}", self.remaining, self.reset),
            ),
        ]
    }
}

/// Requests that a client has used, and when that was counted. What was used comes back evenly.
#[derive(Clone, Copy)]
struct Bucket {
    /// In units of `WINDOW / limit`, times a million.
    used: u64,
    at: Instant,
}

/// A million of these are one request.
const UNIT: u64 = 1_000_000;

/// The table.
pub struct RateLimiter {
    limit: u32,
    trusted: Vec<Network>,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

impl RateLimiter {
    /// `limit` requests in a [`WINDOW`], all at once if a client likes; 0 limits nobody.
    pub fn new(limit: u32, trusted: Vec<Network>) -> Self {
        Self {
            limit,
            trusted,
            buckets: Mutex::default(),
        }
    }

    /// The client of a request that came from `peer` with `forwarded`: an address, or the first of a network's.
    pub fn client(&self, peer: IpAddr, forwarded: &[&str]) -> IpAddr {
        bucket_of(client(peer, forwarded, &self.trusted))
    }

    /// Counts a request of `key`, a [`client`](Self::client); nothing where there is no limit.
    pub fn count(&self, key: IpAddr, now: Instant) -> Option<Standing> {
        if self.limit == 0 {
            return None;
        }
        let capacity = u64::from(self.limit) * UNIT;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if !buckets.contains_key(&key) && buckets.len() >= MAX_CLIENTS {
            buckets.retain(|_, bucket| self.used(bucket, now) > 0);
        }
        let room = buckets.len() < MAX_CLIENTS || buckets.contains_key(&key);
        let before = buckets.get(&key).map_or(0, |bucket| self.used(bucket, now));
        let allowed = room && before + UNIT <= capacity;
        let used = if allowed { before + UNIT } else { before };
        if room {
            buckets.insert(key, Bucket { used, at: now });
        }
        drop(buckets);
        let remaining = if room {
            (capacity - used.min(capacity)) / UNIT
        } else {
            0
        };
        let missing = if remaining == 0 {
            (used + UNIT).saturating_sub(capacity)
        } else {
            used
        };
        Some(Standing {
            allowed,
            limit: self.limit,
            remaining: u32::try_from(remaining).unwrap_or(self.limit),
            reset: (missing * WINDOW.as_secs()).div_ceil(capacity).max(1),
        })
    }

    /// What of a bucket is still used at `now`.
    fn used(&self, bucket: &Bucket, now: Instant) -> u64 {
        let passed = u64::try_from(now.saturating_duration_since(bucket.at).as_micros()).unwrap_or(u64::MAX);
        // In a window of 60 s, `limit` requests come back; microseconds and UNIT cancel out.
        let back = passed.saturating_mul(u64::from(self.limit)) / WINDOW.as_secs();
        bucket.used.saturating_sub(back)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn networks_hold_their_addresses() {
        for (network, address, held) in [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("192.168.1.128/25", "192.168.1.200", true),
            ("192.168.1.128/25", "192.168.1.100", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "127.0.0.2", false),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("0.0.0.0/0", "::1", false),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "fe80::1", false),
            ("::1", "::1", true),
        ] {
            assert_eq!(
                Network::from_str(network).unwrap().holds(ip(address)),
                held,
                "{network} {address}"
            );
        }
        for wrong in [
            "",
            "localhost",
            "10.0.0.0/33",
            "::/129",
            "10.0.0.0/",
            "10.0.0.0/8/8",
            "10/8",
        ] {
            assert!(Network::from_str(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_trusted_proxies_name_a_client() {
        let trusted = [Network::from_str("10.0.0.0/8").unwrap()];
        for (peer, forwarded, expected) in [
            ("1.2.3.4", &["9.9.9.9"][..], "1.2.3.4"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["9.9.9.9"], "9.9.9.9"),
            // What the client wrote itself stands to the left.
            ("10.0.0.1", &["6.6.6.6, 9.9.9.9"], "9.9.9.9"),
            ("10.0.0.1", &["6.6.6.6, 9.9.9.9, 10.0.0.2"], "9.9.9.9"),
            ("10.0.0.1", &["6.6.6.6", "9.9.9.9"], "9.9.9.9"),
            ("10.0.0.1", &["nonsense"], "10.0.0.1"),
            ("10.0.0.1", &["9.9.9.9, nonsense"], "10.0.0.1"),
            ("::ffff:10.0.0.1", &["2001:db8::1"], "2001:db8::1"),
        ] {
            assert_eq!(
                client(ip(peer), forwarded, &trusted),
                ip(expected),
                "{peer} {forwarded:?}"
            );
        }
    }

    #[test]
    fn a_client_has_its_requests_and_gets_them_back() {
        let limiter = RateLimiter::new(3, Vec::new());
        let start = Instant::now();
        let count = |address: &str, seconds: u64| {
            let standing = limiter
                .count(
                    limiter.client(ip(address), &[]),
                    start + Duration::from_secs(seconds),
                )
                .unwrap();
            (standing.allowed, standing.remaining, standing.reset)
        };
        assert_eq!(count("1.1.1.1", 0), (true, 2, 20));
        assert_eq!(count("1.1.1.1", 0), (true, 1, 40));
        assert_eq!(count("1.1.1.1", 0), (true, 0, 20));
        assert_eq!(count("1.1.1.1", 0), (false, 0, 20));
        assert_eq!(count("1.1.1.1", 19), (false, 0, 1));
        assert_eq!(count("1.1.1.1", 20), (true, 0, 20));
        assert_eq!(count("1.1.1.2", 20), (true, 2, 20), "another client");
        assert_eq!(count("1.1.1.1", 1_000), (true, 2, 20));
        // One network is one client.
        assert_eq!(count("2001:db8::1", 0), (true, 2, 20));
        assert_eq!(count("2001:db8::ffff:2", 0), (true, 1, 40));
        assert_eq!(count("2001:db8:0:1::1", 0), (true, 2, 20));
    }

    #[test]
    fn without_a_limit_nothing_is_counted() {
        assert_eq!(
            RateLimiter::new(0, Vec::new()).count(ip("1.1.1.1"), Instant::now()),
            None
        );
    }

    #[test]
    fn the_table_is_bounded() {
        let limiter = RateLimiter::new(1, Vec::new());
        let start = Instant::now();
        let address = |number: u32| IpAddr::V4(std::net::Ipv4Addr::from_bits(number));
        for number in 0..MAX_CLIENTS as u32 {
            assert!(limiter.count(address(number), start).unwrap().allowed);
        }
        let new = address(MAX_CLIENTS as u32);
        assert!(!limiter.count(new, start).unwrap().allowed);
        assert!(limiter.count(new, start + WINDOW).unwrap().allowed);
        assert_eq!(limiter.buckets.lock().unwrap().len(), 1);
    }

    #[test]
    fn the_headers_are_structured_fields() {
        let standing = Standing {
            allowed: true,
            limit: 120,
            remaining: 7,
            reset: 9,
        };
        assert_eq!(
            standing.headers(),
            [
                ("ratelimit-policy", "\"default\";q=120;w=60".to_owned()),
                ("ratelimit", "\"default\";r=7;t=9".to_owned()),
            ]
        );
    }
}
