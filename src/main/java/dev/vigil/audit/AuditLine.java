package dev.vigil.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vigil.file.Sha256;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the log, a JSON object: sequence, time, kind, fields, previous, sha256, seal, in this order.
 * {@code sha256} is that of the line's UTF-8 bytes before {@code ,"sha256":}, so that nobody has to agree on how JSON is
 * written anew; {@code previous} is that of the line before; the seal is {@link AuditSeal}'s of the sha256.
 *
 * @param sequence counts from 1
 * @param text     the whole line, without its end
 */
record AuditLine(long sequence, Instant time, String kind, JsonNode fields, String previous, String sha256,
        String seal, String text) {

    /** What the first line of all follows. */
    static final String BEGINNING = "0".repeat(64);
    /** No line that Vigil writes is nearly as long; one that is belongs to nobody. */
    static final int LONGEST = 1 << 20;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern END =
            Pattern.compile(",\"sha256\":\"([0-9a-f]{64})\",\"seal\":\"([0-9a-f]{64})\"}$");

    /** The text of a new line. */
    static AuditLine write(long sequence, Instant time, AuditEntry entry, String previous, AuditSeal sealing) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("sequence", sequence);
        content.put("time", time.toString());
        content.put("kind", entry.kind());
        content.put("fields", entry.fields());
        content.put("previous", previous);
        String object;
        try {
            object = JSON.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("entries hold plain values only", impossible);
        }
        String hashed = object.substring(0, object.length() - 1);
        String sha256 = Sha256.of(hashed.getBytes(UTF_8));
        String seal = sealing.ofLine(sha256);
        return new AuditLine(sequence, time, entry.kind(), JSON.valueToTree(entry.fields()), previous, sha256, seal,
                hashed + ",\"sha256\":\"" + sha256 + "\",\"seal\":\"" + seal + "\"}");
    }

    /** @throws BrokenException when the text is no line, or its content does not give its sha256 */
    static AuditLine read(String text) throws BrokenException {
        Matcher end = END.matcher(text);
        if (!end.find()) {
            throw new BrokenException("it is no line of an audit log");
        }
        String hashed = text.substring(0, end.start());
        if (!Sha256.of(hashed.getBytes(UTF_8)).equals(end.group(1))) {
            throw new BrokenException("it was changed: its content does not give its sha256");
        }
        try {
            JsonNode json = JSON.readTree(hashed + "}");
            return new AuditLine(json.path("sequence").asLong(), Instant.parse(json.path("time").asText()),
                    json.path("kind").asText(), json.path("fields"), json.path("previous").asText(), end.group(1),
                    end.group(2), text);
        } catch (JsonProcessingException | DateTimeParseException other) {
            throw new BrokenException("it is no line of an audit log");
        }
    }

    boolean isSealedBy(AuditSeal key) {
        return AuditSeal.same(seal, key.ofLine(sha256));
    }

    /** @throws BrokenException when this line does not come right after the one of that sequence and hash */
    void follows(long before, String hash) throws BrokenException {
        if (sequence != before + 1) {
            throw new BrokenException("entry " + sequence + " follows entry " + before + ": "
                    + (sequence > before ? (sequence - before - 1) + " are missing" : "the order was changed"));
        }
        if (!previous.equals(hash)) {
            throw new BrokenException("it does not continue the line before: one of the two was replaced");
        }
    }
}
