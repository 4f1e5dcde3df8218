//! The `devex` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes and drops millions of small values on all cores. Compared to the system's allocator, this one takes a
/// tenth less processor time for 1,000 and for 10,000 opportunities, and some 50 MB more memory at the peak.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    generator::cli::run(std::env::args_os())
}
