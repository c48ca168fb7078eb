/** Compares the ledger and the totals with what is published, and repairs what differs. */
@NullMarked
package pressroom.counter.audit;

import org.jspecify.annotations.NullMarked;
