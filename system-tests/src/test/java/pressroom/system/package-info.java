/** Stories over the packaged services as real processes, and the rules that hold for all modules' code. */
package pressroom.system;
