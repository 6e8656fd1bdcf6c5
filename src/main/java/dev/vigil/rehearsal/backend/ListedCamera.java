package dev.vigil.rehearsal.backend;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A camera that the rehearsal's admin assigned.
 *
 * @param secrets what goes encrypted over the wire (ip_address, rtsp_url, user_name, password ...); values may be null
 * @param form    the way in which it is encrypted
 */
public record ListedCamera(long id, String name, Double lat, Double lang, String storageType, long stationId,
                              Map<String, Object> secrets, LaravelEncrypter.Form form) {

    /** A camera in Cairo that speaks RTSP at host and port; the same credentials open its siren. */
    public static ListedCamera at(long id, String name, String host, int port, String path,
                                     String user, String password) {
        Map<String, Object> secrets = new LinkedHashMap<>();
        secrets.put("ip_address", host);
        secrets.put("connection_ip", null);
        secrets.put("connection_port", port);
        secrets.put("rtsp_url", "rtsp://" + user + ":" + password + "@" + host + ":" + port + path);
        secrets.put("user_name", user);
        secrets.put("password", password);
        secrets.put("api_port", 8443);
        secrets.put("onvif_port", 8080);
        return new ListedCamera(id, name, 30.0444, 31.2357, "none", 1, secrets, LaravelEncrypter.Form.JSON_STRING);
    }

    /** The same camera with one secret more, or another. */
    public ListedCamera with(String secret, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(secrets);
        changed.put(secret, value);
        return new ListedCamera(id, name, lat, lang, storageType, stationId, changed, form);
    }

    /** As the list of cameras shows it, encrypted anew. */
    Map<String, Object> listed(LaravelEncrypter encrypter) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", id);
        row.put("name", name);
        row.put("encrypted_data", encrypter.encrypt(secrets, form));
        row.put("lat", lat);
        row.put("lang", lang);
        row.put("storage_type", storageType);
        row.put("police_station_id", stationId);
        return row;
    }

    @Override
    public String toString() {
        return "ListedCamera[" + id + " " + name + "]";
    }
}
