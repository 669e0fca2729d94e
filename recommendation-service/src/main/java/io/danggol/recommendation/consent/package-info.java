/// Who may be recognised in an answer. Unknown is no.
package io.danggol.recommendation.consent;
