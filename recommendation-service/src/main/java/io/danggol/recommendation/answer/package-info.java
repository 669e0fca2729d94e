/// Recommendations at the edge: the question, who may be recognised, and the answer with its reasons.
package io.danggol.recommendation.answer;
