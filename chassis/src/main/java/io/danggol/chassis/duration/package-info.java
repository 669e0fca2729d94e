/// How calls and answers write spans of time. Pure: the domain of every service may use it.
package io.danggol.chassis.duration;
