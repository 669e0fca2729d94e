/// All that one replica has learned and been told, behind one lock.
package io.danggol.recommendation.knowledge;
