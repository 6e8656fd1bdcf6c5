package dev.vigil.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An OpenID Connect provider that signs everybody in as omar: the authorization code flow, as far as it takes. */
final class OidcProvider implements AutoCloseable {

    static final String CLIENT = "vigil";
    static final String SECRET = "oidc-client-s3cret-of-some-length";
    private static final String KEY_ID = "1";

    private final HttpServer server;
    private final KeyPair keys;
    private final Set<String> roles;

    /** @param roles omar's */
    OidcProvider(Set<String> roles) throws IOException, GeneralSecurityException {
        this.roles = roles;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, configuration()));
        server.createContext("/jwks", exchange -> answer(exchange, publicKeys()));
        server.createContext("/token", exchange -> answer(exchange, tokens()));
        server.createContext("/authorize", OidcProvider::authorize);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String configuration() {
        String url = url();
        return """
                {"issuer": "%s", "authorization_endpoint": "%s/authorize", "token_endpoint": "%s/token",
                 "jwks_uri": "%s/jwks"}""".formatted(url, url, url, url);
    }

    private String publicKeys() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}"""
                .formatted(KEY_ID, number(key.getModulus().toByteArray()), number(key.getPublicExponent().toByteArray()));
    }

    private static String number(byte[] signed) {
        byte[] bare = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bare);
    }

    private String tokens() {
        String token = Jwt.claims().issuer(url()).audience(CLIENT).subject("4711").preferredUserName("omar").groups(roles)
                .issuedAt(Instant.now()).expiresAt(Instant.now().plusSeconds(300)).jws().keyId(KEY_ID)
                .sign(keys.getPrivate());
        return """
                {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": "%s"}"""
                .formatted(token);
    }

    private static void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        exchange.getResponseHeaders().set("Location", URLDecoder.decode(asked.get("redirect_uri"),
                StandardCharsets.UTF_8) + "?code=1234&state=" + asked.get("state"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
