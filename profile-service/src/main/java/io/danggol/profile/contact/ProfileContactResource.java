package io.danggol.profile.contact;

import io.danggol.profile.contact.Contacts.Answer;
import io.danggol.profile.contact.Contacts.Place;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;

/// One person's address, at the moment of use.
@Path("/v1/profiles/{id}/contact")
@RolesAllowed("service")
class ProfileContactResource {
    private final Contacts contacts;

    ProfileContactResource(Contacts contacts) {
        this.contacts = contacts;
    }

    @GET
    public Uni<Answer.Given> get(
            UUID id, @QueryParam("channel") String channel, @QueryParam("purpose") String purpose) {
        return contacts.of(List.of(id), Contacts.channel(channel, Place.QUERY), Contacts.purport(purpose, Place.QUERY))
                .map(answers -> switch (answers.get(id)) {
                    case Answer.Given given -> given;
                    case Answer.Refused(var refusal) -> throw refusal;
                });
    }
}
