/**
 * What every service's HTTP interface has in common: strict headers with each answer, errors of the container as
 * problem+json, JSON and no other format, and the address of the connection.
 */
@NullMarked
package pressroom.web;

import org.jspecify.annotations.NullMarked;
