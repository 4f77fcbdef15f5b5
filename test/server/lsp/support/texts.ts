/** Architectures that several tests of the server look at. */
export const PORTAL = `/** What researchers see. */
architecture "Portal" { owner "Platform" }

// The world outside
// and who lives there.
internet world { users researchers "임상연구자" }

site idc "On-premise" {
  zone dmz {
    subnet 10.0.1.0/24
    /** Takes requests
     * and deals them out. */
    loadbalancer lb "부하 분산" count 2 active-standby {
      software haproxy
      ip from 10.0.1.11
      vip 10.0.1.10
      doc "https://example.org/lb"
    }
  }
  zone data {
    subnet 10.0.3.0/24
    database db { software mysql  ip 10.0.3.11 }
  }
}
firewall edge { allow world -> lb over https }
link world -- edge -- dmz
flow researchers -> lb over https as portal
flow lb -> db over mysql
view whole { show all }
`;
