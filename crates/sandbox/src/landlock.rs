//! Landlock rules of a sandbox, by raw system calls so that they can be made after `pivot_root`.
//!
//! Reading and executing below `/bin`; reading and writing regular files and directories below `/tmp`;
//! nothing else: no links, fifos, sockets or devices, no TCP, no signal or abstract socket beyond the
//! sandbox. A hard requirement: a kernel without Landlock is refused.

use crate::sys::{check, errno};
use std::ffi::CStr;
use std::os::fd::RawFd;

const EXECUTE: u64 = 1;
const WRITE_FILE: u64 = 1 << 1;
const READ_FILE: u64 = 1 << 2;
const READ_DIR: u64 = 1 << 3;
const REMOVE_DIR: u64 = 1 << 4;
const REMOVE_FILE: u64 = 1 << 5;
const MAKE_DIR: u64 = 1 << 7;
const MAKE_REG: u64 = 1 << 8;
const REFER: u64 = 1 << 13;
const TRUNCATE: u64 = 1 << 14;

const CREATE_VERSION: u32 = 1;
const RULE_PATH_BENEATH: u32 = 1;

/// `struct landlock_ruleset_attr` of ABI 6.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RulesetAttr {
    fs: u64,
    net: u64,
    scoped: u64,
}

#[repr(C, packed)]
struct PathBeneath {
    allowed: u64,
    parent: i32,
}

/// Rules prepared for this kernel's Landlock version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Landlock {
    attr: RulesetAttr,
    size: usize,
    bin: u64,
    tmp: u64,
    /// The kernel's Landlock version, 1 or more.
    pub(crate) abi: u32,
}

impl Landlock {
    /// Asks the kernel for its Landlock version.
    ///
    /// # Errors
    /// The errno when there is none.
    pub(crate) fn detect() -> Result<Self, i32> {
        // SAFETY: this form of the call takes no pointer.
        let version = unsafe {
            libc::syscall(
                libc::SYS_landlock_create_ruleset,
                std::ptr::null::<RulesetAttr>(),
                0usize,
                CREATE_VERSION,
            )
        };
        match u32::try_from(version) {
            Ok(abi) if abi > 0 => Ok(Self::for_abi(abi)),
            _ => Err(errno()),
        }
    }

    fn for_abi(abi: u32) -> Self {
        // What is handled is forbidden unless a rule allows it: everything this version knows.
        let fs_bits = match abi {
            1 => 13,
            2 => 14,
            3 | 4 => 15,
            _ => 16,
        };
        let fs: u64 = (1 << fs_bits) - 1;
        let net = if abi >= 4 { 0b11 } else { 0 };
        let scoped = if abi >= 6 { 0b11 } else { 0 };
        let size = match abi {
            1..=3 => 8,
            4 | 5 => 16,
            _ => 24,
        };
        let files = READ_FILE | READ_DIR | WRITE_FILE | MAKE_REG | MAKE_DIR | REMOVE_FILE | REMOVE_DIR;
        Self {
            attr: RulesetAttr { fs, net, scoped },
            size,
            bin: EXECUTE | READ_FILE | READ_DIR,
            // REFER lets the compiler rename a finished artefact into another directory of its own.
            tmp: (files | REFER | TRUNCATE) & fs,
            abi,
        }
    }

    /// Restricts the calling process; 0 or an errno. Async-signal-safe.
    pub(crate) fn restrict(&self) -> i32 {
        // SAFETY: the attribute outlives the call and is at least `size` bytes long.
        let ruleset = unsafe {
            libc::syscall(
                libc::SYS_landlock_create_ruleset,
                std::ptr::from_ref(&self.attr),
                self.size,
                0,
            )
        } as RawFd;
        if ruleset < 0 {
            return errno();
        }
        for (path, allowed) in [(c"/bin", self.bin), (c"/tmp", self.tmp)] {
            let result = add_rule(ruleset, path, allowed);
            if result != 0 {
                return result;
            }
        }
        // SAFETY: no pointers are passed; both descriptors were made here and are closed once.
        unsafe {
            let result = check(libc::syscall(libc::SYS_landlock_restrict_self, ruleset, 0));
            libc::close(ruleset);
            result
        }
    }
}

fn add_rule(ruleset: RawFd, path: &CStr, allowed: u64) -> i32 {
    // SAFETY: `path` is NUL-terminated; `rule` outlives the call that reads it; the descriptor opened here
    // is closed once.
    unsafe {
        let parent = libc::open(path.as_ptr(), libc::O_PATH | libc::O_CLOEXEC);
        if parent < 0 {
            return errno();
        }
        let rule = PathBeneath { allowed, parent };
        let result = check(libc::syscall(
            libc::SYS_landlock_add_rule,
            ruleset,
            RULE_PATH_BENEATH,
            std::ptr::from_ref(&rule),
            0,
        ));
        libc::close(parent);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_version_handles_all_it_knows_and_allows_a_subset() {
        let cases = [
            (1, 13, 8),
            (2, 14, 8),
            (3, 15, 8),
            (4, 15, 16),
            (5, 16, 16),
            (6, 16, 24),
            (7, 16, 24),
        ];
        for (abi, bits, size) in cases {
            let rules = Landlock::for_abi(abi);
            assert_eq!(
                (rules.attr.fs.count_ones(), rules.size),
                (bits, size),
                "ABI {abi}"
            );
            assert_eq!(rules.attr.fs & (rules.bin | rules.tmp), rules.bin | rules.tmp);
            // Sockets, fifos, devices and links: bits 6 and 9 to 12.
            for bit in [6, 9, 10, 11, 12] {
                assert_eq!(
                    (rules.bin | rules.tmp) & (1 << bit),
                    0,
                    "ABI {abi} allows bit {bit}"
                );
            }
            assert_eq!(rules.bin & WRITE_FILE, 0);
            assert_eq!(rules.tmp & EXECUTE, 0);
        }
    }
}
