package dev.syncedstore.autoconfigure.fullstack;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who signed in by the form, with cookies and a CSRF token.
 */
final class BrowserSession {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

	private final CookieManager cookies = new CookieManager();

	private final HttpClient http = HttpClient.newBuilder()
		.cookieHandler(this.cookies)
		.followRedirects(HttpClient.Redirect.NEVER)
		.build();

	private final TestApplication application;

	private BrowserSession(TestApplication application) {
		this.application = application;
	}

	static BrowserSession signIn(TestApplication application, String user) {
		BrowserSession session = new BrowserSession(application);
		String form = "username=" + user + "&password=" + user + "&_csrf="
				+ URLEncoder.encode(session.csrfToken("/login"), StandardCharsets.UTF_8);
		HttpResponse<String> response = session.send(application.request("/login")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form)));
		if (response.statusCode() != 302 || response.headers().firstValue("Location").orElse("").contains("error")) {
			throw new IllegalStateException("Sign-in failed: " + response.statusCode());
		}
		return session;
	}

	void signOut() {
		HttpResponse<String> response = send(this.application.request("/logout")
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString("_csrf=" + URLEncoder.encode(csrfToken("/logout"), StandardCharsets.UTF_8))));
		if (response.statusCode() != 204) {
			throw new IllegalStateException("Sign-out failed: " + response.statusCode());
		}
	}

	String csrfToken(String page) {
		Matcher matcher = TOKEN.matcher(send(this.application.request(page).GET()).body());
		if (!matcher.find()) {
			throw new IllegalStateException("No token on " + page);
		}
		return matcher.group(1);
	}

	String cookie() {
		return this.cookies.getCookieStore()
			.getCookies()
			.stream()
			.filter((cookie) -> cookie.getName().equals("JSESSIONID"))
			.map((cookie) -> "JSESSIONID=" + cookie.getValue())
			.findFirst()
			.orElseThrow();
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
