"""The trusted side: it speaks to a candidate in another process, and decides."""
