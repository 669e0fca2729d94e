/// What money is counted in. Pure: the domain of every service may use it.
package io.danggol.chassis.money;
