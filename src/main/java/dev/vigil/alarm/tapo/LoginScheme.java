package dev.vigil.alarm.tapo;

/** One generation of firmware's way to let us in. */
interface LoginScheme {

    /** Whether the camera offers it. */
    boolean offeredBy(LoginAnswer probe);

    /**
     * Logs in, with at most one request.
     *
     * @param probe   what the camera said to the request for a login
     * @param nonce   ours, which that request held
     * @param account the one that asked
     * @throws TapoException when the camera does not let us in
     */
    Channel login(LoginAnswer probe, String nonce, TapoAccount account, LoginDesk desk) throws TapoException;
}
