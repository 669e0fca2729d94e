package io.danggol.campaign.link;

import io.danggol.campaign.ShopConfig;
import io.danggol.campaign.processor.Processors;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/// A page of the privacy policy: who sends messages for the shop. Each page to unsubscribe leads here.
@Path("/processors")
@PermitAll
class ProcessorResource {
    private final Processors processors;
    private final UnsubscribePage pages;

    ProcessorResource(Processors processors, ShopConfig shop) {
        this.processors = processors;
        this.pages = new UnsubscribePage(shop.sender().name());
    }

    @GET
    @Produces("text/html;charset=UTF-8")
    public String processors() {
        return pages.processors(processors.all());
    }
}
