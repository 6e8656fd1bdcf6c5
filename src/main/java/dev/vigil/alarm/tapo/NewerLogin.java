package dev.vigil.alarm.tapo;

import dev.vigil.alarm.tapo.TapoException.Trouble;

/** Where encrypt_type 4 (SPAKE2+, AES-128-CCM) will live; until then the operator learns what to do instead. */
final class NewerLogin implements LoginScheme {

    private static final int NOT_SUPPORTED = -40211;

    @Override
    public boolean offeredBy(LoginAnswer probe) {
        return probe.errorCode() == NOT_SUPPORTED || probe.schemes().contains("4");
    }

    @Override
    public Channel login(LoginAnswer probe, String nonce, TapoAccount account, LoginDesk desk) throws TapoException {
        throw new TapoException(Trouble.NEWER_LOGIN, "the camera at " + desk.access().authority()
                + " wants a login that we do not speak (" + probe.codes() + "): in the Tapo app, turn on Me > Tapo Lab"
                + " > Third-Party Compatibility, then turn the camera off and on; tried again by itself");
    }
}
