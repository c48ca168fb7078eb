package pressroom.chaos.check;

/** A report that the stores contradict: a violation, unless a fault excuses reports of its source. */
record FalseReport(ReportSource source, Violation violation) {}
