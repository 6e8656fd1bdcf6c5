package dev.vigil.console.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How one stands with the console. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Session")
public record SessionView(
        @Schema(description = "OPEN: development without users. SIGN_IN: people sign in. UNCONFIGURED: nobody can")
        Access.Mode access,
        @Schema(description = "Whether one can sign in by a password") boolean passwords,
        @Schema(description = "Whether one can sign in by OpenID Connect, at /api/session/oidc") boolean oidc,
        @Schema(description = "Who is signed in; absent where nobody is") String name,
        @Schema(description = "viewer, operator, or none") List<String> roles) {
}
