//! Constant data: interned, so that equal constants have one address.
//!
//! Data starts after the zero area (`layout`); the heap starts at [`Data::end`]. This module must never
//! hold what a running module writes to.

use twilight_tir::fast_hash::FastMap;

/// The constant data of a module.
#[derive(Debug)]
pub struct Data {
    base: u32,
    bytes: Vec<u8>,
    interned: FastMap<(Vec<u8>, u32), u32>,
}

impl Data {
    /// No data yet; the first byte stands at address `base`.
    #[must_use]
    pub fn new(base: u32) -> Self {
        Self {
            base,
            bytes: Vec::new(),
            interned: FastMap::default(),
        }
    }

    /// Address of the first byte.
    #[must_use]
    pub fn base(&self) -> u32 {
        self.base
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// First address after the data.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.base + self.bytes.len() as u32
    }

    /// Address of constant bytes, a multiple of `align` (1, 2, 4, 8 or 16).
    pub fn intern(&mut self, bytes: &[u8], align: u32) -> u32 {
        if let Some(address) = self.interned.get(&(bytes.to_vec(), align)) {
            return *address;
        }
        let padded = self.end().next_multiple_of(align.max(1)) - self.base;
        self.bytes.resize(padded as usize, 0);
        let address = self.base + padded;
        self.bytes.extend_from_slice(bytes);
        self.interned.insert((bytes.to_vec(), align), address);
        address
    }

    /// Address of a constant string value (length, then text); 0 for the empty one.
    pub fn string(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        let mut bytes = (text.len() as u32).to_le_bytes().to_vec();
        bytes.extend_from_slice(text.as_bytes());
        self.intern(&bytes, 1)
    }

    /// Address of a constant address or hash; 0 for all zeros.
    pub fn fixed(&mut self, bytes: &[u8]) -> u32 {
        if bytes.iter().all(|byte| *byte == 0) {
            return 0;
        }
        self.intern(bytes, 1)
    }

    /// Address of the domain hash of a storage variable: Blake3 of its `twilight_tir::domain_name` (DECISION C10).
    pub fn domain(&mut self, variable: &str) -> u32 {
        let hash = twilight_abi::blake3(twilight_tir::domain_name(variable).as_bytes());
        self.intern(&hash, 1)
    }
}
