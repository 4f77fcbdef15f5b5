/** The Langium services that parsing needs: composition only, without editor features and without a file system. */
import {
  EmptyFileSystem, createDefaultCoreModule, createDefaultSharedCoreModule, inject, type LangiumCoreServices,
  type LangiumSharedCoreServices,
} from 'langium';
import { ArchTokenBuilder } from './token-builder.js';
import { ArchGeneratedModule, ArchGeneratedSharedModule } from './generated/module.js';

let services: LangiumCoreServices | undefined;

/** Built on first use, since building a parser takes longer than loading this file. */
export function archServices(): LangiumCoreServices {
  if (!services) {
    const shared: LangiumSharedCoreServices = inject(createDefaultSharedCoreModule(EmptyFileSystem), ArchGeneratedSharedModule);
    services = inject(createDefaultCoreModule({ shared }), ArchGeneratedModule, { parser: { TokenBuilder: () => new ArchTokenBuilder() } });
    shared.ServiceRegistry.register(services);
    shortenErrorMessages(services);
  }
  return services;
}

/**
 * At an error Chevrotain spells out every sequence of so many tokens that could have followed, which takes a tenth of a
 * second at the start of a statement; one token is all that messages here tell. Prediction has a strategy of its own
 * (ALL(*)), which this number does not concern. It is set here since Langium takes it in its configuration for a wish for LL(k).
 */
function shortenErrorMessages({ parser }: LangiumCoreServices): void {
  const { wrapper } = parser.LangiumParser as unknown as { wrapper: { maxLookahead?: unknown } };
  if (typeof wrapper.maxLookahead === 'number') wrapper.maxLookahead = 1;
}
