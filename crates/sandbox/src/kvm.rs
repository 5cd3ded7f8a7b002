//! Whether this host can run virtual machines, found out by running code in one.
//!
//! Nothing here needs them; OCI runtimes with a kernel of their own (Kata) do. Must never judge by the device: hosts exist
//! whose `/dev/kvm` opens and whose guests do not run.

use std::ffi::c_void;
use std::fmt;
use std::fs::File;
use std::io;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::time::Duration;

/// What came of the guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kvm {
    /// The guest ran its code to the end.
    Runs,
    /// There is no device, or it may not be opened.
    Absent(String),
    /// The device is there, but the guest did not get to its end.
    Broken(String),
}

impl fmt::Display for Kvm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Runs => f.write_str("a guest ran"),
            Self::Absent(why) => write!(f, "there is none ({why})"),
            Self::Broken(why) => write!(f, "/dev/kvm is there, but cannot run an ordinary guest ({why})"),
        }
    }
}

/// Longest life of the guest, which has five instructions.
const PATIENCE: Duration = Duration::from_secs(2);

/// The guest's memory; its code lies in the second page.
const MEMORY_BYTES: usize = 0x2000;
const CODE_AT: usize = 0x1000;

/// Real mode: allows SSE, uses it, as every kernel's start does, and halts. Emulated processors fail at the fourth line.
const CODE: [u8; 16] = [
    0x0f, 0x20, 0xe0, // mov eax, cr4
    0x66, 0x0d, 0x00, 0x02, 0x00, 0x00, // or eax, OSFXSR
    0x0f, 0x22, 0xe0, // mov cr4, eax
    0x0f, 0x57, 0xc0, // xorps xmm0, xmm0
    0xf4, // hlt
];

const GET_API_VERSION: u64 = 0xae00;
const CREATE_VM: u64 = 0xae01;
const GET_VCPU_MMAP_SIZE: u64 = 0xae04;
const CREATE_VCPU: u64 = 0xae41;
const SET_USER_MEMORY_REGION: u64 = 0x4020_ae46;
const RUN: u64 = 0xae80;
const SET_REGS: u64 = 0x4090_ae82;
const GET_SREGS: u64 = 0x8138_ae83;
const SET_SREGS: u64 = 0x4138_ae84;

/// The version of the interface since 2007.
const API_VERSION: i32 = 12;
/// `exit_reason` of a guest that halted.
const EXIT_HALT: u32 = 5;

/// `struct kvm_userspace_memory_region`.
#[repr(C)]
struct MemoryRegion {
    slot: u32,
    flags: u32,
    guest_address: u64,
    bytes: u64,
    address: u64,
}

/// Runs a guest of five instructions.
pub fn probe() -> Kvm {
    if !cfg!(target_arch = "x86_64") {
        return Kvm::Absent("the probe has code for x86-64 only".to_owned());
    }
    let device = match File::options().read(true).write(true).open("/dev/kvm") {
        Ok(device) => device,
        Err(error) => return Kvm::Absent(error.to_string()),
    };
    // In a thread of its own: a guest that never halts must not hold up the rest.
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = sender.send(run_guest(&device));
    });
    match receiver.recv_timeout(PATIENCE) {
        Ok(Ok(EXIT_HALT)) => Kvm::Runs,
        Ok(Ok(reason)) => Kvm::Broken(format!("the guest ended with exit reason {reason}")),
        Ok(Err(error)) => Kvm::Broken(error.to_string()),
        Err(_) => Kvm::Broken("the guest did not end".to_owned()),
    }
}

fn ioctl(fd: &impl AsRawFd, request: u64, argument: u64) -> io::Result<i32> {
    // SAFETY: `argument` is an integer, or the address of memory of the size that the request's number holds, which the
    // callers below keep alive.
    match unsafe { libc::ioctl(fd.as_raw_fd(), request as libc::Ioctl, argument) } {
        result if result < 0 => Err(io::Error::last_os_error()),
        result => Ok(result),
    }
}

fn made(fd: io::Result<i32>) -> io::Result<OwnedFd> {
    // SAFETY: the kernel just made this descriptor, and nobody else owns it.
    fd.map(|fd| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Pages that go when they are dropped.
struct Pages {
    address: *mut c_void,
    bytes: usize,
}

impl Pages {
    /// Maps `bytes` of `fd`, or of nothing.
    fn map(bytes: usize, fd: Option<&OwnedFd>) -> io::Result<Self> {
        let flags = if fd.is_some() {
            libc::MAP_SHARED
        } else {
            libc::MAP_SHARED | libc::MAP_ANONYMOUS
        };
        // SAFETY: a new mapping wherever the kernel likes.
        let address = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                bytes,
                libc::PROT_READ | libc::PROT_WRITE,
                flags,
                fd.map_or(-1, AsRawFd::as_raw_fd),
                0,
            )
        };
        if address == libc::MAP_FAILED {
            return Err(io::Error::last_os_error());
        }
        Ok(Self { address, bytes })
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        // SAFETY: made by `map` with this size, and not used any more.
        unsafe { libc::munmap(self.address, self.bytes) };
    }
}

/// The reason for which the guest ended.
fn run_guest(device: &File) -> io::Result<u32> {
    let version = ioctl(device, GET_API_VERSION, 0)?;
    if version != API_VERSION {
        return Err(io::Error::other(format!("version {version} of the interface")));
    }
    let machine = made(ioctl(device, CREATE_VM, 0))?;
    let memory = Pages::map(MEMORY_BYTES, None)?;
    // SAFETY: the code fits behind `CODE_AT` in the mapping, which nobody else knows of yet.
    unsafe {
        let target = memory.address.cast::<u8>().add(CODE_AT);
        std::ptr::copy_nonoverlapping(CODE.as_ptr(), target, CODE.len());
    }
    let region = MemoryRegion {
        slot: 0,
        flags: 0,
        guest_address: 0,
        bytes: MEMORY_BYTES as u64,
        address: memory.address as u64,
    };
    ioctl(
        &machine,
        SET_USER_MEMORY_REGION,
        std::ptr::from_ref(&region) as u64,
    )?;
    let processor = made(ioctl(&machine, CREATE_VCPU, 0))?;
    let state_bytes = usize::try_from(ioctl(device, GET_VCPU_MMAP_SIZE, 0)?).unwrap_or(0);
    if state_bytes < 16 {
        return Err(io::Error::other("the processor's state has no room"));
    }
    let state = Pages::map(state_bytes, Some(&processor))?;
    // `struct kvm_sregs`: the code segment comes first, its base at 0 and its selector at 12.
    let mut segments = [0u8; 0x138];
    ioctl(&processor, GET_SREGS, segments.as_mut_ptr() as u64)?;
    segments[..8].fill(0);
    segments[12..14].fill(0);
    ioctl(&processor, SET_SREGS, segments.as_ptr() as u64)?;
    // `struct kvm_regs`: the instruction pointer and the flags, of which bit 1 is always set, come last.
    let mut registers = [0u64; 18];
    registers[16] = CODE_AT as u64;
    registers[17] = 2;
    ioctl(&processor, SET_REGS, registers.as_ptr() as u64)?;
    ioctl(&processor, RUN, 0)?;
    // SAFETY: `struct kvm_run` has `exit_reason`, a u32, at offset 8, and the mapping has at least 16 bytes.
    Ok(unsafe { state.address.cast::<u32>().add(2).read_volatile() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever this machine can do, the probe says so and comes to an end; nothing else can be known here.
    #[test]
    fn the_probe_answers_by_what_ran() {
        let has_device = std::path::Path::new("/dev/kvm").exists();
        match probe() {
            Kvm::Runs => assert!(has_device),
            Kvm::Absent(why) | Kvm::Broken(why) => assert!(!why.is_empty()),
        }
    }
}
