/** The Langium services that parsing needs: composition only, without editor features and without a file system. */
import {
  EmptyFileSystem, createDefaultCoreModule, createDefaultSharedCoreModule, inject, type LangiumCoreServices,
  type LangiumSharedCoreServices,
} from 'langium';
import { ArchGeneratedModule, ArchGeneratedSharedModule } from './generated/module.js';

let services: LangiumCoreServices | undefined;

/** Built on first use, since building a parser takes longer than loading this file. */
export function archServices(): LangiumCoreServices {
  if (!services) {
    const shared: LangiumSharedCoreServices = inject(createDefaultSharedCoreModule(EmptyFileSystem), ArchGeneratedSharedModule);
    services = inject(createDefaultCoreModule({ shared }), ArchGeneratedModule);
    shared.ServiceRegistry.register(services);
  }
  return services;
}
