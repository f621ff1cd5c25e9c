package dev.syncedstore.autoconfigure.collisions.repositories;

import dev.syncedstore.autoconfigure.collisions.entities.Space;

import org.springframework.data.jpa.repository.JpaRepository;

public interface SpaceRepository extends JpaRepository<Space, Long> {

}
