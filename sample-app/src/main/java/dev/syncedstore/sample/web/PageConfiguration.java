package dev.syncedstore.sample.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Pages are static files, and which of a page's lists is meant stands in its address:
 * {@code /lists/errands} is shown by {@code lists.html}. The service worker, which serves
 * the same addresses while the server is away, goes by that rule, too.
 */
@Configuration(proxyBeanMethods = false)
class PageConfiguration implements WebMvcConfigurer {

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addViewController("/").setViewName("forward:/lists.html");
		registry.addViewController("/lists").setViewName("forward:/lists.html");
		registry.addViewController("/lists/*").setViewName("forward:/lists.html");
		registry.addViewController("/login").setViewName("forward:/login.html");
	}

}
