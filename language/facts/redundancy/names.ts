/** What sentences call elements, groups, links and flows. */
export { shortName as spokenName } from '../network/short-name.js';
