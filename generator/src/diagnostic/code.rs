//! The codes of problems: stable names to search for, and to write scripts with.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($code:ident)+) => {
        /// The code of a problem. It never changes its meaning; its letter is the severity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "`devex explain` has a page for each")]
        pub enum Code {
            $($code,)+
        }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$code,)+];

            /// As people write it, such as `E0305`.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$code => stringify!($code),)+
                }
            }
        }
    };
}

codes! {
    E0101 E0102 E0103 E0104 E0105 E0106 E0107 E0108 E0109 E0110 E0111 E0112 E0113
    E0201 E0202 E0203 E0204 E0205 E0206 E0207 E0208
    E0301 E0302 E0303 E0304 E0305 E0306 E0307 E0308 E0309 W0310 E0311 W0312 W0314
    E0401 E0402 E0403 E0404 E0405 E0406
    E0501 E0502 E0503 E0504 E0505 E0506 E0507 W0508 E0509 W0510 W0511 W0512 W0513 W0514 W0515 E0516 W0517 W0521 W0522 W0523 W0524 W0525
    W0526 W0527 W0528 W0529 W0530 E0531 W0532 E0533 E0534 E0535
    E0601 E0602 E0603 E0604 E0605 E0606 E0607 W0608 E0609
    E0701 W0702 W0703 W0704 W0705 W0706 E0707 W0708
    E0801 E0802 E0803 E0804 E0805 E0806 W0807 W0808 W0809 W0810 W0811 W0812 W0813 W0814 E0815
    E0901 E0902 E0903 E0904 E0905 E0906 W0907 E0908 E0909 E0910 W0911 W0912 E0913 W0914 E0915 E0916 E0917 E0918 W0919 E0920 E0921 E0922 E0923 E0924 E0925 E0926 E0927 W0928 E0929 W0930 W0931 W0932 E0933
    W0940 W0941 W0942 W0943 W0944
    E1001 W1002
}

impl Code {
    /// Whether the problems of this code keep a site from being built.
    pub const fn severity(self) -> Severity {
        match self.as_str().as_bytes()[0] {
            b'W' => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// The code that is written so, in either case.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str().eq_ignore_ascii_case(text))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
