package dev.syncedstore.benchmarks.floor;

import java.io.File;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import dev.syncedstore.benchmarks.server.ParentProcess;
import dev.syncedstore.benchmarks.server.ServerProcess;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import org.apache.catalina.Context;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A small program: {@code POST /put} stores the body in one commit and sends a frame to
 * all WebSockets of {@code /frames}; {@code POST /tell} sends the frame alone; {@code GET
 * /rows} reads entries that the application has stored. No framework, no security, no
 * sync.
 */
public final class FloorServer {

	/** Where frames are told to {@code room} and nothing is stored. */
	public static final String TELL = "/tell";

	/** Where the entries of a space are read. */
	public static final String ROWS = "/rows";

	/** Where WebSockets connect, with the parameter {@code room}. */
	public static final String FRAMES = "/frames";

	private static final String PUT = "/put";

	private static final String JDBC_URL = "benchmarks.floor.jdbc-url";

	private FloorServer() {
	}

	/**
	 * This program in a process of its own.
	 * @param jdbcUrl of its database, with user and password
	 * @return a builder
	 */
	public static ServerProcess.Builder process(String jdbcUrl) {
		return ServerProcess.of(FloorServer.class).property(JDBC_URL, jdbcUrl);
	}

	/**
	 * Where texts are stored.
	 * @param room where the frame goes
	 * @param id the key of the text
	 * @param frameBytes the length of the frame
	 * @return the path
	 */
	public static String putPath(String room, String id, int frameBytes) {
		return PUT + "?room=" + room + "&id=" + id + "&frame=" + frameBytes;
	}

	/**
	 * Started by {@link ServerProcess}.
	 * @param args none
	 * @throws Exception if it can't start
	 */
	public static void main(String[] args) throws Exception {
		ParentProcess.endWithIt();
		HikariDataSource dataSource = new HikariDataSource();
		dataSource.setJdbcUrl(System.getProperty(JDBC_URL));
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE IF NOT EXISTS floor (id text PRIMARY KEY, text text, version bigint)");
		}
		Audience audience = new Audience();
		Tomcat tomcat = new Tomcat();
		File directory = Files.createTempDirectory("floor").toFile();
		directory.deleteOnExit();
		tomcat.setBaseDir(directory.getPath());
		tomcat.setPort(Integer.getInteger("server.port"));
		Context context = tomcat.addContext("", directory.getPath());
		context.addServletContainerInitializer(new WsSci(), null);
		context.addServletContainerInitializer((classes, servlets) -> {
			try {
				ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
				container.addEndpoint(ServerEndpointConfig.Builder.create(Listener.class, FRAMES)
					.configurator(new ListenerConfigurator(audience))
					.build());
			}
			catch (DeploymentException ex) {
				throw new ServletException(ex);
			}
		}, Set.of());
		Tomcat.addServlet(context, "put", new PutServlet(dataSource, audience));
		context.addServletMappingDecoded(PUT, "put");
		// Without one, no filter sees what no servlet is for, such as WebSockets.
		Tomcat.addServlet(context, "default", new DefaultServlet());
		context.addServletMappingDecoded("/", "default");
		Tomcat.addServlet(context, "tell", new TellServlet(audience));
		context.addServletMappingDecoded(TELL, "tell");
		Tomcat.addServlet(context, "rows", new RowsServlet(dataSource));
		context.addServletMappingDecoded(ROWS, "rows");
		tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
		tomcat.start();
		tomcat.getServer().await();
	}

}
