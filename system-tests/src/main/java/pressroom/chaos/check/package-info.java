/** What must hold when every fault is healed and the lag is gone: invariants C1 to C10. */
@NullMarked
package pressroom.chaos.check;

import org.jspecify.annotations.NullMarked;
