/// What a service does of its own accord, besides answering calls and folding the log.
package io.danggol.chassis.work;
