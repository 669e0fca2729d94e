/// What the tests of this service share.
package io.danggol.tracking.testing;
