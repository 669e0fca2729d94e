/// What happens to events of visitors who do not allow them to be collected.
package io.danggol.tracking.consent;
