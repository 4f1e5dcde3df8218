//! Numbers, times and months, whatever the language and the way in which they are written.

/// A value, whatever way it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quantity {
    /// Digits without their decimal point, and how many of them follow it, without zeros at either end.
    Number(u64, u8),
    /// Hours and minutes.
    Time(u16, u8),
    /// From 1 to 12.
    Month(u8),
}
