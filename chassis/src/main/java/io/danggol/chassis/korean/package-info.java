/// Korean words put together: forms that depend on how the word before them sounds.
package io.danggol.chassis.korean;
