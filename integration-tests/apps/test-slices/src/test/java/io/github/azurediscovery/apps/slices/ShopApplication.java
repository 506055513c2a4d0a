package io.github.azurediscovery.apps.slices;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An application whose tests are sliced, and whose contexts are cached. */
@SpringBootApplication
class ShopApplication {

}
