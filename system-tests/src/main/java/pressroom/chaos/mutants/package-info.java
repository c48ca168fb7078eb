/** Versions of the services with one known fault each: the check must find them, or it proves nothing about the right ones. */
@NullMarked
package pressroom.chaos.mutants;

import org.jspecify.annotations.NullMarked;
