package io.github.azurediscovery.spring.envoy;

/** A server would tell other machines where all instances are, without a certificate. */
final class InsecureListenerException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String danger;

	private final String cure;

	InsecureListenerException(String danger, String cure) {
		super(danger + ": " + cure);
		this.danger = danger;
		this.cure = cure;
	}

	String danger() {
		return this.danger;
	}

	String cure() {
		return this.cure;
	}

}
