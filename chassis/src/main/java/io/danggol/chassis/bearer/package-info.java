/// Callers with bearer tokens: staff and other services.
package io.danggol.chassis.bearer;
